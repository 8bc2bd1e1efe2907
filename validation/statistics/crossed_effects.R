# Known answers for CrossedEffectsTest: rates of crossed cells by logistic main effects and a normal effect of each cell,
# maximum likelihood by adaptive quadrature of 25 nodes.
#
#     Rscript crossed_effects.R > crossed_effects.out
suppressMessages(library(lme4))
cat(R.version.string, "lme4", as.character(packageVersion("lme4")), "\n")

# posterior mean and quantiles of a cell's rate, its effects and spread taken as known
posterior <- function(h, n, eta, sigma, probs = c(.025, .975)) {
  log_density <- function(u) h * plogis(eta + u, log.p = TRUE) + (n - h) * plogis(-eta - u, log.p = TRUE) + dnorm(u, 0, sigma, log = TRUE)
  mode <- optimize(log_density, c(-12, 12) * sigma, maximum = TRUE, tol = 1e-10)$maximum
  top <- log_density(mode)
  part <- function(upper, f = function(u) 1) integrate(function(u) f(u) * exp(log_density(u) - top), mode - 9 * sigma, upper, rel.tol = 1e-11, subdivisions = 2000)$value
  whole <- part(mode + 9 * sigma)
  mean <- part(mode + 9 * sigma, function(u) plogis(eta + u)) / whole
  quantile <- sapply(probs, function(p) plogis(eta + uniroot(function(u) part(u) / whole - p, mode + c(-8.5, 8.5) * sigma, tol = 1e-11)$root))
  c(mean, quantile)
}

show <- function(title, groups, values, hits, rows) {
  d <- data.frame(g = factor(groups), v = factor(values), hits, rows)
  d$cell <- interaction(d$g, d$v)
  fit <- glmer(cbind(hits, rows - hits) ~ g + v + (1 | cell), d, binomial, nAGQ = 25,
               control = glmerControl(optimizer = "bobyqa", optCtrl = list(rhoend = 1e-9, maxfun = 1e5)))
  sigma <- sqrt(unlist(VarCorr(fit)))
  cat("\n", title, "\nsigma", format(sigma, digits = 10), "\n", sep = " ")
  eta <- as.vector(model.matrix(~ g + v, d) %*% fixef(fit))
  for (i in seq_along(hits)) {
    rate <- if (sigma < 1e-6) plogis(eta[i]) else posterior(hits[i], rows[i], eta[i], sigma)
    cat(groups[i], values[i], hits[i], rows[i], "linear", format(eta[i], digits = 10), "rate", format(rate, digits = 10), "\n")
  }
}

g <- rep(c("a", "b", "c", "d"), each = 3)
v <- rep(c("x", "y", "z"), 4)
show("spread", g, v, c(40, 12, 3, 22, 30, 9, 8, 2, 14, 55, 21, 1), c(50, 30, 4, 25, 60, 30, 12, 9, 15, 80, 60, 6))
show("none beyond the margins", g, v, c(30, 12, 4, 24, 10, 6, 15, 5, 3, 32, 13, 9), c(40, 20, 10, 30, 15, 12, 20, 10, 7, 40, 20, 18))
# by two columns of two values: the spread and the margins share four cells
show("two by two", c("a", "a", "b", "b"), c("x", "y", "x", "y"), c(30, 10, 12, 25), c(40, 30, 40, 30))

# restricted: main effects integrated too, by Laplace's method, and then the highest likelihood in sigma; priors as flat as
# those of glmer, and as CrossedEffects has them (deviations of every value, so that Hessians differ by a constant alone)
restricted <- function(title, groups, values, hits, rows, weak, weak_constant) {
  X <- cbind(1, outer(groups, sort(unique(groups)), "=="), outer(values, sort(unique(values)), "==")) * 1
  precision <- c(1 / weak_constant^2, rep(1 / weak^2, ncol(X) - 1))
  log_cell <- function(h, n, eta, sigma) {
    if (sigma == 0) return(h * plogis(eta, log.p = TRUE) + (n - h) * plogis(-eta, log.p = TRUE))
    f <- function(u) h * plogis(eta + u, log.p = TRUE) + (n - h) * plogis(-eta - u, log.p = TRUE) + dnorm(u, 0, sigma, log = TRUE)
    mode <- optimize(f, c(-8, 8) * sigma, maximum = TRUE, tol = 1e-10)$maximum
    x <- mode + seq(-10, 10, length.out = 2001) * sigma  # the sum of an analytic density is exact to many digits
    log(sum(exp(f(x) - f(mode))) * (x[2] - x[1])) + f(mode)
  }
  penalised <- function(b, sigma) -sum(mapply(log_cell, hits, rows, as.vector(X %*% b), MoreArgs = list(sigma = sigma))) + sum(precision * b^2) / 2
  start <- rep(0, ncol(X))
  adjusted <- function(sigma, all = FALSE) {
    top <- optim(start, penalised, sigma = sigma, method = "BFGS", control = list(reltol = 1e-15, maxit = 1000))
    start <<- top$par
    hessian <- optimHess(top$par, penalised, sigma = sigma)
    if (all) return(as.vector(X %*% top$par))
    -top$value - as.numeric(determinant(hessian)$modulus) / 2
  }
  sigma <- optimize(adjusted, c(0.01, 4), maximum = TRUE, tol = 1e-5)$maximum
  cat("\n", title, "restricted\nsigma", format(sigma, digits = 6), "\nlinear", format(adjusted(sigma, TRUE), digits = 6), "\n", sep = " ")
}
restricted("spread", g, v, c(40, 12, 3, 22, 30, 9, 8, 2, 14, 55, 21, 1), c(50, 30, 4, 25, 60, 30, 12, 9, 15, 80, 60, 6), 5, 10)
restricted("two by two", c("a", "a", "b", "b"), c("x", "y", "x", "y"), c(30, 10, 12, 25), c(40, 30, 40, 30), 5, 10)
