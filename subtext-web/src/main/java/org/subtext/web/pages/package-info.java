/**
 * What the explorer shows, as HTML: a page a question, the same words and numbers as the report, each figure and table
 * to be saved by itself. Start at {@link org.subtext.web.pages.Pages}. Nothing here knows the server or who asks.
 */
@NullMarked
package org.subtext.web.pages;

import org.jspecify.annotations.NullMarked;
