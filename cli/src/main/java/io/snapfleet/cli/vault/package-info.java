/** {@code snapfleet vault}: backups of any folder or volume image, without a fleet. */
@NullMarked
package io.snapfleet.cli.vault;

import org.jspecify.annotations.NullMarked;
