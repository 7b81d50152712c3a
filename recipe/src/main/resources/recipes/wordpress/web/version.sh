sed --quiet "s/^\$wp_version = '\([^']*\)'.*/\1/p" "$(</usr/share/snapfleet/site)/wp-includes/version.php"
