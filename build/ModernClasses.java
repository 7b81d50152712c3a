import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Gives the classes of a jar that were compiled for Java 5 the class file version of Java 8, with the
 * stack maps that version asks for. The ahead-of-time cache takes no older classes, and picocli,
 * which every command starts with, has only such.
 *
 * <p>Called with the jar, which is changed in place.
 */
final class ModernClasses {
  /** The first version whose classes are verified by stack maps alone. */
  private static final int FIRST_MODERN = ClassFile.JAVA_7_VERSION;

  public static void main(String[] arguments) throws IOException {
    Path jar = Path.of(arguments[0]);
    try (URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        FileSystem files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      ClassFile format =
          ClassFile.of(
              ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
              ClassFile.ClassHierarchyResolverOption.of(
                  ClassHierarchyResolver.ofResourceParsing(loader)
                      .orElse(ClassHierarchyResolver.defaultResolver())));
      for (Path file : classes(files)) {
        modernise(format, file);
      }
    }
  }

  private static List<Path> classes(FileSystem files) throws IOException {
    try (Stream<Path> all = Files.walk(files.getPath("/"))) {
      return all.filter(file -> file.toString().endsWith(".class")).toList();
    }
  }

  private static void modernise(ClassFile format, Path file) throws IOException {
    ClassModel old = format.parse(Files.readAllBytes(file));
    if (old.majorVersion() >= FIRST_MODERN) {
      return;
    }
    byte[] modern =
        format.transformClass(
            old,
            ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
                .andThen(
                    ClassTransform.endHandler(
                        builder -> builder.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    List<VerifyError> errors = format.verify(modern);
    if (!errors.isEmpty()) {
      throw new IOException(file + " cannot be given stack maps: " + errors.getFirst());
    }
    Files.write(file, modern);
  }
}
