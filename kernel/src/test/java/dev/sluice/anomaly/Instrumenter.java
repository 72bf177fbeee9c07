// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly;

import dev.sluice.anomaly.inside.Probe;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Puts a call of {@link Probe#hit} before each place where an Error may come from: the entry of a
 * method, a call into other code, an allocation, and an instruction that resolves a class, a method
 * or a call site when it first runs.
 *
 * <p>A place that only stores or loads a field has no probe: it needs neither stack nor memory. The
 * code that ends a call consists of such places.
 */
final class Instrumenter {

  private static final String PROBE = Type.getInternalName(Probe.class);

  /**
   * The number of each place. The JVM resolves an entry of a class's constant pool once, wherever
   * the entry is used. So all uses of an entry in a class are one place. Each call site is a place.
   */
  private final Map<String, Integer> places = new HashMap<>();

  /** Returns how many places there are. */
  synchronized int places() {
    return places.size();
  }

  /** Returns the class with probes in it. */
  synchronized byte[] instrument(byte[] plain) {
    ClassReader reader = new ClassReader(plain);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    reader.accept(new Classes(writer, reader.getClassName()), 0);
    return writer.toByteArray();
  }

  private final class Classes extends ClassVisitor {
    private final String name;

    Classes(ClassVisitor next, String name) {
      super(Opcodes.ASM9, next);
      this.name = name;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String method, String descriptor, String signature, String[] exceptions) {
      MethodVisitor next = super.visitMethod(access, method, descriptor, signature, exceptions);
      return next == null ? null : new Methods(next, name, method + descriptor);
    }
  }

  private final class Methods extends MethodVisitor {
    private final String owner;
    private final String method;
    private int callSites;

    Methods(MethodVisitor next, String owner, String method) {
      super(Opcodes.ASM9, next);
      this.owner = owner;
      this.method = method;
    }

    private void probe(int kind, String entry) {
      int place = places.computeIfAbsent(owner + " " + entry, added -> places.size());
      super.visitLdcInsn(place * Probe.KINDS + kind);
      super.visitMethodInsn(Opcodes.INVOKESTATIC, PROBE, "hit", "(I)V", false);
    }

    @Override
    public void visitCode() {
      super.visitCode();
      // In a constructor the probe is before super(). That is allowed: it does not touch "this".
      probe(Probe.ENTRY, "entry of " + method);
    }

    @Override
    public void visitTypeInsn(int opcode, String type) {
      if (opcode == Opcodes.NEW) {
        // The probe comes behind the label: a stack map names the place of the instruction itself.
        super.visitTypeInsn(opcode, type);
        probe(Probe.MEMORY, "class " + type);
      } else {
        probe(opcode == Opcodes.ANEWARRAY ? Probe.MEMORY : Probe.RESOLVE, "class " + type);
        super.visitTypeInsn(opcode, type);
      }
    }

    @Override
    public void visitIntInsn(int opcode, int operand) {
      if (opcode == Opcodes.NEWARRAY) {
        probe(Probe.MEMORY, "array " + operand);
      }
      super.visitIntInsn(opcode, operand);
    }

    @Override
    public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
      probe(Probe.MEMORY, "class " + descriptor);
      super.visitMultiANewArrayInsn(descriptor, dimensions);
    }

    @Override
    public void visitInvokeDynamicInsn(
        String called, String descriptor, Handle bootstrap, Object... arguments) {
      probe(Probe.MEMORY, "call site " + callSites++ + " of " + method);
      super.visitInvokeDynamicInsn(called, descriptor, bootstrap, arguments);
    }

    @Override
    public void visitMethodInsn(
        int opcode, String type, String called, String descriptor, boolean isInterface) {
      String entry = "method " + type + "." + called + descriptor;
      if (type.equals("java/lang/Object") && called.equals("<init>")) {
        // This is empty, and nothing is between it and the entry of the constructor that calls it.
      } else if (!World.isProbed(type.replace('/', '.')) && !type.startsWith("java/")) {
        // The kernel calls itself and the JDK. All other calls were put into it, to count.
      } else if (World.isProbed(type.replace('/', '.')) && !isInterface) {
        probe(Probe.RESOLVE, entry); // the callee's entry is a probe already
      } else {
        probe(Allocating.is(type, called) ? Probe.CALL_THAT_ALLOCATES : Probe.CALL, entry);
      }
      super.visitMethodInsn(opcode, type, called, descriptor, isInterface);
    }

    @Override
    public void visitFieldInsn(int opcode, String type, String field, String descriptor) {
      boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
      if (isStatic && !type.equals(owner)) { // the class itself is initialised
        probe(Probe.RESOLVE, "field " + type + "." + field);
      }
      super.visitFieldInsn(opcode, type, field, descriptor);
    }

    @Override
    public void visitLdcInsn(Object value) {
      if (value instanceof Type || value instanceof String || value instanceof ConstantDynamic) {
        probe(Probe.RESOLVE, "constant " + value);
      }
      super.visitLdcInsn(value);
    }
  }
}
