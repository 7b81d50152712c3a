package io.snapfleet.devcloud;

import java.util.Objects;
import java.util.Set;

/**
 * A token that callers may use.
 *
 * @param scopes what it allows, such as {@code droplet:create}; everything when empty
 */
public record AccessToken(String value, Set<String> scopes) {
  public AccessToken {
    Objects.requireNonNull(value, "value");
    scopes = Set.copyOf(scopes);
  }

  public boolean allows(String scope) {
    return scopes.isEmpty() || scopes.contains(scope);
  }

  /** Leaves the token itself out. */
  @Override
  public String toString() {
    return "AccessToken[" + scopes + "]";
  }
}
