/** What a check has against a file, in a sentence. */
export interface Finding {
  /** Relative to the repository's root; for a rendered manifest the chart and values it came from. */
  file: string;
  message: string;
}

/** One named check over a repository. It changes nothing and needs no network. */
export interface Check {
  name: string;
  /** `root`: absolute folder of the repository, or of a copy of the parts that the check reads. */
  run(root: string): Promise<Finding[]>;
}
