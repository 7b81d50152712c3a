/**
 * What every provider must do, as tests: extend {@link
 * io.snapfleet.provider.conformance.ProviderConformance}.
 */
@NullMarked
package io.snapfleet.provider.conformance;

import org.jspecify.annotations.NullMarked;
