# The tables as they are when the transaction begins; the application goes on writing. The last line
# of a whole dump says that it is.
mariadb-dump --single-transaction --quick --routines --triggers --events --hex-blob \
  --default-character-set=utf8mb4 application ||
  fail "MariaDB could not be dumped: the lines above say why"
