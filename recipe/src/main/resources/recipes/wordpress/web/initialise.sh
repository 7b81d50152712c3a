printf '%s\0' "$(</usr/share/snapfleet/site)" "${SITE_URL}" "${SITE_TITLE}" "${SETTING_ADMIN_USER}" \
  "${SETTING_ADMIN_EMAIL}" "${SECRET_ADMIN_PASSWORD}" "${SETTING_LANGUAGE}" |
  setpriv --reuid=www-data --regid=www-data --init-groups php /usr/share/snapfleet/wordpress.php initialise
