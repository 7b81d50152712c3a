-- What the directory held that a machine was installed from, as a fingerprint; not known of older
-- machines, and none where there was no directory.

ALTER TABLE machine ADD COLUMN source TEXT;
