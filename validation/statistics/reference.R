# Expected values of DeLongTest and SamplePlanTest. Run: Rscript reference.R > reference-R.out
suppressPackageStartupMessages(library(pROC))
options(digits = 15)
cat(R.version.string, "pROC", as.character(packageVersion("pROC")), "\n")
row <- 0:89
patient <- row %/% 3

sample_of <- function(label) {
  first <- ((row * 37 + 11 * patient * patient) %% 101 + ifelse(label, 25, 0)) / 126
  second <- ((row * 53 + 7) %% 89 + ifelse(label, 40, 0)) / 129
  list(
    first = roc(label, first, levels = c(FALSE, TRUE), direction = "<", quiet = TRUE),
    second = roc(label, second, levels = c(FALSE, TRUE), direction = "<", quiet = TRUE))
}
s <- sample_of((patient * 7) %% 10 < 4)
mixed <- sample_of((row * 7) %% 10 < 4)
cat("auc", auc(s$first), auc(s$second), "\n")
cat("ci first", ci.auc(s$first, method = "delong"), "\n")
cat("var first, second", var(s$first, method = "delong"), var(s$second, method = "delong"), "\n")
cat("cov", cov(s$first, s$second, method = "delong"), "\n")
paired <- roc.test(s$first, s$second, method = "delong", paired = TRUE)
cat("paired z, p", paired$statistic, paired$p.value, "\n")
cat("paired ci", paired$conf.int, "\n")
unpaired <- (auc(s$first) - auc(mixed$first)) / sqrt(var(s$first, method = "delong") + var(mixed$first, method = "delong"))
cat("unpaired z, p", unpaired, 2 * pnorm(-abs(unpaired)), "\n")
cat("roc.test unpaired (its own degrees of freedom)", roc.test(s$first, mixed$first, method = "delong", paired = FALSE)$statistic, "\n")
a <- as.numeric(auc(s$first)); se <- sqrt(var(s$first, method = "delong"))
l <- qlogis(a) + c(-1, 1) * qnorm(.975) * se / (a * (1 - a))
cat("logit ci", plogis(l), "\n")
# one ROC curve against chance: number of cases by Obuchowski and McClish
for (theta in c(.6, .7, .9)) {
  p <- power.roc.test(auc = theta, sig.level = .05, power = .9, kappa = 3)
  cat("n for", theta, p$ncases, p$ncontrols, "\n")
}
w <- power.roc.test(auc = .65, ncases = 40, ncontrols = 120, sig.level = .05)
cat("power", w$power, "\n")
