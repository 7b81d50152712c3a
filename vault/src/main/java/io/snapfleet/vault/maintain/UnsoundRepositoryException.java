package io.snapfleet.vault.maintain;

import java.util.List;

/** Nothing was deleted, because the repository lacks what its snapshots need. */
public final class UnsoundRepositoryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Finding> findings;

  UnsoundRepositoryException(String location, List<Finding> findings) {
    super(
        "The repository at %s is damaged, so nothing was deleted; %d findings, the first: %s %s"
            .formatted(
                location,
                findings.size(),
                findings.getFirst().message(),
                findings.getFirst().fix()));
    this.findings = List.copyOf(findings);
  }

  /** What is wrong, each with its fix. */
  public List<Finding> findings() {
    return findings;
  }
}
