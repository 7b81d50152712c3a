# A client holds the global read lock until it is stopped, or for 30 s: whatever becomes of the
# caller, the site writes again. The unit is ready when the lock is held.
systemctl stop snapfleet-quiesce.service 2>/dev/null || true
systemctl reset-failed snapfleet-quiesce.service 2>/dev/null || true
systemd-run --quiet --unit=snapfleet-quiesce.service --service-type=notify \
  --property=NotifyAccess=all --property=TimeoutStartSec=20 --property=RuntimeMaxSec=30 \
  --property=KillMode=control-group \
  /bin/bash -c '{ printf "%s\n" "FLUSH TABLES WITH READ LOCK;" "\! systemd-notify --ready"; exec sleep 60; } |
    mariadb --unbuffered' ||
  {
    systemctl reset-failed snapfleet-quiesce.service 2>/dev/null || true
    fail "MariaDB could not be locked for a consistent copy within 20 s: a long query may be running"
  }
sync --file-system /var/lib/mysql
