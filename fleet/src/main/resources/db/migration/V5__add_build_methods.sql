-- How a machine came to its software; unknown for older ones, whose set tells.

ALTER TABLE machine ADD COLUMN method TEXT;
