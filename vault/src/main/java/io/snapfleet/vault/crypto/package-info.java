/**
 * The cryptography of restic's repository format: AES-256-CTR with Poly1305-AES for everything that
 * is stored, scrypt for the password, SHA-256 for names. Knows bytes only, no files and no JSON.
 */
@NullMarked
package io.snapfleet.vault.crypto;

import org.jspecify.annotations.NullMarked;
