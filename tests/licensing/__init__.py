"""Rights: the decision, its copy in lists, agreements, holds, locks."""
