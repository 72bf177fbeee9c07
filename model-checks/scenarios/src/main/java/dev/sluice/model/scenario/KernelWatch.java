// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.model.explore.Watch;
import dev.sluice.sync.Slot;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Shows what the words of the kernel hold between two steps, and where each buffer is. It reads the
 * real fields, also those of a broken kernel, which may have other fields.
 *
 * <p>A buffer is in a slot if the slot's word leads to it. If no word does, a thread has it in
 * hand: the thread that made it, or the thread whose step took it out of a slot. More cannot be
 * known from outside, because local variables cannot be read.
 */
final class KernelWatch implements Watch {

  private static final String KERNEL = FlushHandle.class.getPackageName() + ".";
  private static final String SYNC = Slot.class.getPackageName() + ".";
  private static final String BUFFER = Buffer.class.getName();

  /** By class, the fields that have the state of an object. */
  private static final Map<String, List<String>> WATCHED =
      Map.of(
          SYNC + "Slot", List.of("word"),
          KERNEL + "HandleState", List.of("word"),
          SYNC + "Gate", List.of("first", "closing"),
          SYNC + "CancellationToken", List.of("cancelled"));

  private static final int DEEPEST = 4;
  private static final int LONGEST = 40;

  /** A watched place: an object, and its fields that have its state. */
  private record Word(Object of, List<String> fields) {}

  private static final class Holder {
    final Object buffer;
    String place;

    Holder(Object buffer, String place) {
      this.buffer = buffer;
      this.place = place;
    }
  }

  private final Function<Object, String> name;
  private final ToIntFunction<Thread> threads;
  private final List<Word> words = new ArrayList<>();
  private final List<Holder> buffers = new ArrayList<>();
  private Object requests;
  private Object recycled;

  KernelWatch(Function<Object, String> name, ToIntFunction<Thread> threads) {
    this.name = name;
    this.threads = threads;
  }

  @Override
  public void made(int thread, Object object) {
    boolean known =
        words.stream().anyMatch(w -> w.of == object)
            || buffers.stream().anyMatch(h -> h.buffer == object);
    String type = object.getClass().getName();
    if (known) {
      return;
    }
    List<String> fields = WATCHED.getOrDefault(type, List.of());
    if (!fields.isEmpty()) {
      words.add(new Word(object, fields));
    } else if (type.equals(BUFFER)) {
      name.apply(object); // objects are numbered in the order in which they are made
      buffers.add(new Holder(object, hand(thread)));
    } else if (type.equals(KERNEL + "Duplex") && requests == null) {
      // The handle's duplex is made before the task's.
      requests = read(object, "out").orElse(null);
      recycled = read(object, "in").orElse(null);
    }
  }

  @Override
  public void look(int thread) {
    for (Holder holder : buffers) {
      List<String> places = new ArrayList<>();
      for (Word word : words) {
        if (word.of.getClass().getName().equals(SYNC + "Slot")) {
          Object value = read(word.of, "word").orElse(null);
          String path = path(value, holder.buffer, 0);
          if (path != null) {
            places.add(title(word) + path);
          }
        }
      }
      if (!places.isEmpty()) {
        holder.place = String.join(" and ", places);
      } else if (!holder.place.startsWith("in hand")) {
        holder.place = hand(thread);
      }
    }
  }

  private static String hand(int thread) {
    return "in hand, thread " + thread;
  }

  /**
   * Returns how a word leads to a buffer: "" directly, "; waits" in a sender's hand, null if not.
   */
  private String path(Object from, Object buffer, int depth) {
    if (from == buffer) {
      return "";
    }
    if (from == null || depth > DEEPEST || !isOurs(from.getClass().getName())) {
      return null;
    }
    for (Field field : fields(from)) {
      String path = path(get(field, from), buffer, depth + 1);
      if (path != null) {
        boolean waits = field.getName().equals("next");
        return waits ? ", its sender waits" : path;
      }
    }
    return null;
  }

  @Override
  public Optional<String> nameOf(Object runnable) {
    boolean task = runnable.getClass().getName().equals(KERNEL + "FlushTask");
    return task ? Optional.of("flush task") : Optional.empty();
  }

  @Override
  public List<String> words() {
    return words.stream().map(this::value).toList();
  }

  private String value(Word word) {
    List<String> values = new ArrayList<>();
    for (String field : word.fields) {
      Optional<Field> found = field(word.of, field);
      String value = found.map(f -> text(get(f, word.of), 0)).orElse("cannot be known");
      values.add(word.fields.size() == 1 ? value : field + " " + value);
    }
    return String.join(", ", values);
  }

  @Override
  public List<String> wordNames() {
    return words.stream().map(this::title).toList();
  }

  private String title(Word word) {
    if (word.of == requests) {
      return "request slot";
    }
    if (word.of == recycled) {
      return "recycle slot";
    }
    return switch (word.of.getClass().getSimpleName()) {
      case "Slot" ->
          words.stream().filter(w -> w.of.getClass() == word.of.getClass()).count() == 1
              ? "slot"
              : name.apply(word.of);
      case "HandleState" -> "handle";
      case "CancellationToken" -> "token";
      default -> "gate";
    };
  }

  @Override
  public List<String> places() {
    return buffers.stream().map(h -> h.place).toList();
  }

  @Override
  public List<String> bufferNames() {
    return buffers.stream().map(h -> name.apply(h.buffer)).toList();
  }

  /**
   * Returns a value as text for a person. Objects of the kernel show what they hold, others a name.
   */
  private String text(Object value, int depth) {
    if (value == null) {
      return depth == 0 ? "empty" : "null";
    }
    if (value instanceof Thread thread) {
      return "thread " + threads.applyAsInt(thread);
    }
    if (value instanceof String words) {
      return '"' + (words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words) + '"';
    }
    Class<?> type = value.getClass();
    if (value instanceof Enum<?> || !isOurs(type.getName()) || depth > DEEPEST) {
      return name.apply(value);
    }
    if (value instanceof Throwable) {
      return type.getSimpleName();
    }
    if (type.getSimpleName().equals("Mark")) {
      return "GONE"; // it is the only object that is not of a subclass
    }
    if (type.getSimpleName().equals("Guard")) {
      return "a guard"; // a guard leads to all other guards, and to the gate
    }
    List<String> parts = new ArrayList<>();
    for (Field field : fields(value)) {
      Object part = get(field, value);
      if (part != null && isShown(part)) {
        parts.add(field.getName() + " " + text(part, depth + 1));
      }
    }
    return type.getSimpleName() + (parts.isEmpty() ? "" : "(" + String.join(", ", parts) + ")");
  }

  private static boolean isShown(Object part) {
    String type = part.getClass().getName();
    return part instanceof Long
        || part instanceof String
        || part instanceof Thread
        || type.equals(BUFFER)
        || isOurs(type) && !type.equals(KERNEL + "Remains");
  }

  private static List<Field> fields(Object of) {
    List<Field> fields = new ArrayList<>();
    for (Field field : of.getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
    return fields;
  }

  private static Optional<Object> read(Object of, String name) {
    return field(of, name).map(field -> get(field, of));
  }

  private static Optional<Field> field(Object of, String name) {
    return fields(of).stream().filter(f -> f.getName().equals(name)).findFirst();
  }

  private static Object get(Field field, Object of) {
    try {
      field.setAccessible(true);
      return field.get(of);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("cannot look into " + field, e);
    }
  }

  private static boolean isOurs(String type) {
    return type.startsWith(KERNEL) || type.startsWith(SYNC);
  }
}
