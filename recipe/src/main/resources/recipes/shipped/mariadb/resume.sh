systemctl stop snapfleet-quiesce.service 2>/dev/null || true
