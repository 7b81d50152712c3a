import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Takes this platform's SQLite library out of the driver's jar, which otherwise does so at every
 * start, after it has asked another program what platform this is.
 *
 * <p>Called with the directory to put it in; prints the file's name.
 */
final class SqliteLibrary {
  public static void main(String[] arguments) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
    try (InputStream library = LibraryLoaderUtil.class.getResourceAsStream(resource)) {
      if (library == null) {
        throw new IOException("the SQLite driver has no library for this platform: " + resource);
      }
      Files.copy(library, Path.of(arguments[0], name));
    }
    System.out.println(name);
  }
}
