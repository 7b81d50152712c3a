# MariaDB, set up to start only after configure.sh gave it an address.
apt_install mariadb-server
settle

write_file /etc/systemd/system/mariadb.service.d/snapfleet.conf <<'UNIT'
[Unit]
ConditionPathExists=/etc/mysql/mariadb.conf.d/80-snapfleet.cnf
UNIT
write_file /etc/mysql/mariadb.conf.d/70-snapfleet-small.cnf <<'CNF'
# Sized for a machine of 1 GB; the log stays small so that volume snapshots do.
[mariadbd]
performance_schema = OFF
skip_name_resolve = ON
innodb_buffer_pool_size = 128M
innodb_log_file_size = 32M
innodb_flush_method = O_DIRECT
max_connections = 200
CNF
systemctl daemon-reload
systemctl enable --quiet mariadb.service
