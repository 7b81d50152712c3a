/**
 * An application's data on its way between machines and the vault, and what is decided about
 * backups. Knows no operations and no store.
 */
@NullMarked
package io.snapfleet.fleet.backup;

import org.jspecify.annotations.NullMarked;
