printf '%s\0' "$(</usr/share/snapfleet/site)" "${SITE_URL}" "${SAMPLE_TITLE}" "${SAMPLE_TEXT}" |
  setpriv --reuid=www-data --regid=www-data --init-groups php /usr/share/snapfleet/wordpress.php sample
