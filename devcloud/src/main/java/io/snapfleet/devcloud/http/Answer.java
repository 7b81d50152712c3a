package io.snapfleet.devcloud.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer as it goes out.
 *
 * @param status 0 ends the connection instead
 */
record Answer(
    int status, Map<String, String> headers, @Nullable ObjectNode body, String requestId) {}
