-- Of which moment the application data are that a machine last got.

ALTER TABLE machine ADD COLUMN data_of BIGINT;
