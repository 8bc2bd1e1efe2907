package org.subtext.silo.harmony;

/** What an id of a site's column of patients stands for. Only a person is one cluster of every interval. */
public enum PatientUnit {
    PERSON,
    STUDY,
    IMAGE
}
