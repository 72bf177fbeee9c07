// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * What a public API promises beside its members, in an old jar and a new one: who may extend a type,
 * which constants an enum has, and the values that a compiler copies into its users. japicmp 0.27.0
 * calls an interface that became sealed "unchanged", and lets a new value and a new enum constant
 * pass. But a switch that named all cases no longer compiles, or throws; who implemented it cannot.
 *
 * <p>To run: {@code java .ci/SealedApi.java OLD.jar NEW.jar [MEANT...]}, where each MEANT is the name
 * of a type whose change is meant. Exit codes: 0 nothing has changed, 1 something has, 2 not asked
 * properly. What is gone with its type or field is for japicmp to say.
 */
final class SealedApi {

  private SealedApi() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length < 2) {
      System.err.println("usage: java SealedApi.java OLD.jar NEW.jar [MEANT...]");
      System.exit(2);
    }
    Map<String, Class<?>> before = api(Path.of(arguments[0]));
    Map<String, Class<?>> after = api(Path.of(arguments[1]));
    Set<String> meant =
        new LinkedHashSet<>(Arrays.asList(arguments).subList(2, arguments.length));
    if (before.isEmpty()) {
      System.err.println("there is no public type in " + arguments[0]);
      System.exit(2);
    }
    List<String> broken = new ArrayList<>();
    for (Map.Entry<String, Class<?>> type : before.entrySet()) {
      Class<?> now = after.get(type.getKey());
      if (now != null) {
        List<String> changes = changes(type.getValue(), now);
        if (!changes.isEmpty() && !meant.remove(type.getKey())) {
          broken.addAll(changes);
        }
      }
    }
    meant.forEach(name -> broken.add(name + " has not changed, and is said to be meant"));
    broken.forEach(change -> System.out.println("sealed API: " + change));
    System.out.println(
        "sealed API: "
            + before.values().stream().filter(Class::isSealed).count()
            + " sealed of "
            + before.size()
            + " public types, "
            + broken.size()
            + " changes that are not meant");
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  /** By name: what a user of another package can name. Nothing of them is run before it is asked. */
  private static Map<String, Class<?>> api(Path jar) throws IOException {
    URL[] path = {jar.toUri().toURL()};
    // Not closed: the values of constants are read from it later. It lives as long as this program.
    URLClassLoader loader = new URLClassLoader(path, ClassLoader.getPlatformClassLoader());
    Map<String, Class<?>> api = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (String entry : file.stream().map(Object::toString).toList()) {
        if (entry.endsWith(".class") && !entry.endsWith("-info.class")) {
          String name = entry.substring(0, entry.length() - 6).replace('/', '.');
          Class<?> type = load(loader, name);
          if (visible(type)) {
            api.put(name, type);
          }
        }
      }
    }
    return api;
  }

  private static Class<?> load(ClassLoader loader, String name) {
    try {
      return Class.forName(name, false, loader);
    } catch (ClassNotFoundException e) {
      throw new UncheckedIOException(new IOException("the jar has no class " + name, e));
    }
  }

  private static boolean visible(Class<?> type) {
    for (Class<?> at = type; at != null; at = at.getEnclosingClass()) {
      if ((at.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0) {
        return false;
      }
    }
    return true;
  }

  private static List<String> changes(Class<?> before, Class<?> after) {
    List<String> changes = new ArrayList<>();
    String name = before.getName();
    if (before.isSealed() != after.isSealed()) {
      changes.add(name + (after.isSealed() ? " became sealed" : " is no longer sealed"));
    } else if (before.isSealed()) {
      difference(changes, name, "permits", permitted(before), permitted(after));
    }
    if (before.isEnum() && after.isEnum()) {
      difference(changes, name, "has the constant", constants(before), constants(after));
    }
    for (Field field : before.getDeclaredFields()) {
      String was = value(field);
      String is = value(field(after, field.getName()));
      if (was != null && is != null && !was.equals(is)) {
        changes.add(name + "." + field.getName() + " was " + was + " and is " + is);
      }
    }
    return changes;
  }

  private static void difference(
      List<String> changes, String name, String what, Set<String> before, Set<String> after) {
    for (String one : after) {
      if (!before.contains(one)) {
        changes.add(name + " " + what + " " + one + ", which is new");
      }
    }
    for (String one : before) {
      if (!after.contains(one)) {
        changes.add(name + " no longer " + what + " " + one);
      }
    }
  }

  private static Set<String> permitted(Class<?> type) {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(type.getPermittedSubclasses()).map(Class::getName).forEach(names::add);
    return names;
  }

  private static Set<String> constants(Class<?> type) {
    Set<String> names = new LinkedHashSet<>();
    Stream.of(type.getDeclaredFields())
        .filter(Field::isEnumConstant)
        .map(Field::getName)
        .forEach(names::add);
    return names;
  }

  private static Field field(Class<?> of, String name) {
    return Stream.of(of.getDeclaredFields())
        .filter(field -> field.getName().equals(name))
        .findAny()
        .orElse(null);
  }

  /** Of a constant that compilers copy, if it is one. */
  private static String value(Field field) {
    int wanted = Modifier.STATIC | Modifier.FINAL;
    if (field == null
        || (field.getModifiers() & wanted) != wanted
        || (field.getModifiers() & (Modifier.PUBLIC | Modifier.PROTECTED)) == 0
        || !(field.getType().isPrimitive() || field.getType() == String.class)) {
      return null;
    }
    try {
      field.setAccessible(true);
      return String.valueOf(field.get(null));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
