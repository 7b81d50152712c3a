-- Where the fleet's other machines reach a machine; null in rows written before, which have one
-- address for all.
ALTER TABLE machine ADD COLUMN private_address TEXT;
