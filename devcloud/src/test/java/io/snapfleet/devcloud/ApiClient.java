package io.snapfleet.devcloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls a devcloud as any client would. */
final class ApiClient implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI endpoint;
  private final String token;

  ApiClient(URI endpoint, String token) {
    this.endpoint = endpoint;
    this.token = token;
  }

  /** An answer; its body is missing where it had none. */
  record Answer(int status, JsonNode body, HttpResponse<String> http) {
    /** What a JSON pointer points at. */
    JsonNode at(String pointer) {
      return body.at(pointer);
    }

    String text(String pointer) {
      return at(pointer).asString();
    }

    String message() {
      return text("/message");
    }
  }

  Answer get(String path) {
    return call("GET", path, "");
  }

  Answer post(String path, String body) {
    return call("POST", path, body);
  }

  Answer put(String path, String body) {
    return call("PUT", path, body);
  }

  Answer delete(String path) {
    return call("DELETE", path, "");
  }

  Answer call(String method, String path, String body) {
    try {
      return tryCall(method, path, body);
    } catch (IOException lost) {
      throw new UncheckedIOException(lost);
    }
  }

  Answer tryCall(String method, String path, String body) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint.resolve(path)).header("Authorization", "Bearer " + token);
    if (body.isEmpty()) {
      request.method(method, HttpRequest.BodyPublishers.noBody());
    } else {
      request
          .header("Content-Type", "application/json")
          .method(method, HttpRequest.BodyPublishers.ofString(body));
    }
    try {
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      String text = response.body().isEmpty() ? "null" : response.body();
      return new Answer(response.statusCode(), JsonMapper.shared().readTree(text), response);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IOException(interrupted);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
