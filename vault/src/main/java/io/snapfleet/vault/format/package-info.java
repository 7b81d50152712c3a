/**
 * What a repository stores, as values, and how they are written and read: restic's format, version
 * 2.
 */
@NullMarked
package io.snapfleet.vault.format;

import org.jspecify.annotations.NullMarked;
