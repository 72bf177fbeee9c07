// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.Objects;
import org.jetbrains.lincheck.descriptors.ArrayElementByIndexAccessLocation;
import org.jetbrains.lincheck.descriptors.FieldAccessLocation;
import org.jetbrains.lincheck.util.AtomicMethodAccessInfo;
import org.jetbrains.lincheck.util.AtomicMethodDescriptor;
import org.jetbrains.lincheck.util.AtomicMethodKind;
import org.jetbrains.lincheck.util.AtomicMethodsKt;

/**
 * What a thread is about to do to one place with an atomic method, of a VarHandle or an atomic
 * class.
 *
 * @param where the place
 * @param place its name
 * @param kind get, set, compare-and-set and so on
 * @param how strong it is
 * @param expected by a compare-and-set
 * @param code where in the code
 * @param of the object that it is a place of
 * @param value what a write would put there
 * @param cell for the explorer to read and write it; null if this is no write with release
 */
record AtomicAccess(
    long where,
    String place,
    AtomicMethodKind kind,
    Strength how,
    Object expected,
    int code,
    Object of,
    Object value,
    Cell cell) {

  static AtomicAccess of(
      AtomicMethodDescriptor method,
      AtomicMethodAccessInfo info,
      int code,
      Names names,
      Object receiver,
      Object[] arguments) {
    Strength how = strength(method);
    boolean compares = AtomicMethodsKt.isCasSetter(method.getKind());
    Object expected = compares ? info.getArguments().get(0) : null;
    int object = names.of(info.getObj());
    Object of = info.getObj();
    Cell written = how == Strength.RELEASE ? Cell.of(receiver, arguments) : null;
    Object value = info.getArguments().isEmpty() ? null : info.getArguments().get(compares ? 1 : 0);
    if (info.getLocation() instanceof ArrayElementByIndexAccessLocation cell) {
      long where = Where.of(Where.Kind.CELL, object, cell.getIndex());
      String place = "[" + cell.getIndex() + "]";
      return new AtomicAccess(
          where, place, method.getKind(), how, expected, code, of, value, written);
    }
    boolean named = info.getLocation() instanceof FieldAccessLocation;
    String className =
        named
            ? ((FieldAccessLocation) info.getLocation()).getClassName()
            : info.getObj().getClass().getName();
    String fieldName = named ? ((FieldAccessLocation) info.getLocation()).getFieldName() : "value";
    long where = Where.of(Where.Kind.FIELD, object, names.field(of, className, fieldName));
    String place = className + "." + fieldName;
    return new AtomicAccess(
        where, place, method.getKind(), how, expected, code, of, value, written);
  }

  private static Strength strength(AtomicMethodDescriptor method) {
    boolean set = method.getKind() == AtomicMethodKind.SET;
    return switch (method.getOrdering()) {
      case VOLATILE -> Strength.VOLATILE;
      case RELEASE -> set ? Strength.RELEASE : Strength.PLAIN;
      case PLAIN, OPAQUE, ACQUIRE -> Strength.PLAIN;
    };
  }

  boolean reads() {
    return kind != AtomicMethodKind.SET;
  }

  /**
   * Whether it wrote: a compare-and-set that fails only reads.
   *
   * @param result of the method
   */
  boolean writes(Object result) {
    return switch (kind) {
      case GET -> false;
      case COMPARE_AND_SET, WEAK_COMPARE_AND_SET -> Boolean.TRUE.equals(result);
      case COMPARE_AND_EXCHANGE ->
          expected instanceof Number || expected instanceof Boolean
              ? Objects.equals(result, expected)
              : result == expected;
      default -> true;
    };
  }
}
