/** The main job from beginning to end, on this computer, with its times. */
@NullMarked
package io.snapfleet.cli.quickstart;

import org.jspecify.annotations.NullMarked;
