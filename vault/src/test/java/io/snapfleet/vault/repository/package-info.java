@NullMarked
package io.snapfleet.vault.repository;

import org.jspecify.annotations.NullMarked;
