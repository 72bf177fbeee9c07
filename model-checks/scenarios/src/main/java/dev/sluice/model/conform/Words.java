// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills in the words in braces of {@code events.tsv}, from the state before a step and the caller
 * that takes it.
 */
final class Words {

  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");

  private final StateGraph graph;
  private final int state;
  private final String caller;

  /**
   * Prepares to fill in the words of a step.
   *
   * @param caller the caller's name, if the step is a caller's
   */
  Words(StateGraph graph, int state, String caller) {
    this.graph = graph;
    this.state = state;
    this.caller = caller;
  }

  String fillIn(String template) {
    Matcher matcher = BRACES.matcher(template);
    return matcher.replaceAll(word -> Matcher.quoteReplacement(word(word.group(1))));
  }

  private String word(String name) {
    return switch (name) {
      case "caller" -> caller;
      case "new" -> "#" + (get("history").at("submitted").number() + 1);
      case "returned" -> holds(call().at("clean").at(1));
      case "op" -> writes() ? "flush " + flush(hand()) : "length";
      case "io" -> writes() ? "flush " + held(hand()) : "length";
      case "n" -> get("task").at("attempt").toString();
      case "error" -> get("task").at("error").toString();
      case "outcome" -> outcome().at("error").toString();
      case "first" -> get("remains").at("error").toString();
      case "remains" -> {
        Value all = get("remains");
        yield handed(
            all.at("clean"), all.at("unflushed"), all.at("writer").isTrue(), all.at("error"));
      }
      default -> throw new IllegalArgumentException("events.tsv: what is {" + name + "}?");
    };
  }

  private String handed(Value clean, Value unflushed, boolean writer, Value error) {
    return handed(
        texts(clean, this::holds), texts(unflushed, this::held), writer, error.toString());
  }

  /** Returns the text of an event that says what reclaim hands out. */
  static String handed(List<String> clean, List<String> unflushed, boolean writer, String error) {
    return "clean " + clean + " unflushed " + unflushed + " writer " + writer + " error " + error;
  }

  /**
   * Returns the text of an event that says which flush is under way, and which flush the buffer was
   * filled for.
   */
  static String held(String flush, String holds) {
    return flush + " holds " + holds;
  }

  private interface Text {
    String of(Value value);
  }

  private static List<String> texts(Value list, Text text) {
    List<String> texts = new ArrayList<>();
    for (int i = 1; i <= list.size(); i++) {
      texts.add(text.of(list.at(i)));
    }
    return texts;
  }

  /** Returns the flush that a buffer was last filled for. */
  private String holds(Value buffer) {
    return "#" + get("content").at(buffer.number()).number();
  }

  private static String flush(Value request) {
    return "#" + request.at("flush").number();
  }

  private String held(Value request) {
    return held(flush(request), holds(request.at("buffer")));
  }

  private boolean writes() {
    return get("task").at("op").toString().equals("flush");
  }

  private Value hand() {
    return get("task").at("hand").at(1);
  }

  private Value outcome() {
    return get("recycled").at("terminal").at(1);
  }

  private Value call() {
    return get("calls").at(caller);
  }

  private Value get(String variable) {
    return graph.value(state, variable);
  }

  /** Replaces each number that stands after a mark. */
  static String renumbered(String text, String mark, UnaryOperator<String> numbers) {
    if (!text.contains(mark)) {
      return text;
    }
    return Pattern.compile(Pattern.quote(mark) + "(\\d+)")
        .matcher(text)
        .replaceAll(m -> mark + Matcher.quoteReplacement(numbers.apply(m.group(1))));
  }
}
