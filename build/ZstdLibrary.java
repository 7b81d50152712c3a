import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/**
 * Takes this platform's zstd library out of its jar, which otherwise unpacks it to the directory for
 * temporary files at every start.
 *
 * <p>Called with the jar and the directory to put it in; prints the file's name.
 */
final class ZstdLibrary {
  public static void main(String[] arguments) throws IOException {
    String directory = "linux/" + System.getProperty("os.arch") + "/libzstd-jni-";
    try (JarFile jar = new JarFile(arguments[0])) {
      JarEntry library =
          jar.stream()
              .filter(entry -> entry.getName().startsWith(directory))
              .findFirst()
              .orElseThrow(() -> new IOException("zstd-jni has no " + directory));
      String name = Path.of(library.getName()).getFileName().toString();
      try (InputStream content = jar.getInputStream(library)) {
        Files.copy(content, Path.of(arguments[1], name));
      }
      System.out.println(name);
    }
  }
}
