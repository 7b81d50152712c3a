package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;

/** A blob and the pack it lies in. */
public record BlobLocation(Id pack, PackedBlob blob) {}
