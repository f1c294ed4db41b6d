package dev.foyer.thread;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Collections;

/// How much of a busy processor a thread asks for. Java's own priorities do nothing on Linux unless
/// the whole JVM is told to set all of them.
public final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);

    private static final int MOST = 19;

    /// `PRIO_PROCESS`; with 0 for the process Linux takes the thread that asks.
    private static final int OF_PROCESS = 0;

    private Niceness() {}

    /// From now on the present platform thread stands back where others want the processor; where
    /// nobody does, it is as fast as any. Every thread that it starts does so, too, and an ordinary
    /// process cannot go back. Done on Linux alone, and left undone where it fails.
    ///
    /// @param steps each takes a fifth of the weight (sched(7)): with five a thread still gets a
    ///   quarter of a core that another one wants whole, with nineteen a seventieth
    public static void lower(int steps) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            int present = (int) call("getpriority", 2).invokeExact(OF_PROCESS, 0);
            int wanted = Math.min(present + steps, MOST);
            if ((int) call("setpriority", 3).invokeExact(OF_PROCESS, 0, wanted) != 0) {
                LOG.debug("the thread may not stand back");
            }
        } catch (Throwable e) {
            LOG.debug("the thread cannot stand back: {}", e.toString());
        }
    }

    @SuppressWarnings("restricted") // the manifest grants native access, which Argon2 needs as well
    private static MethodHandle call(String name, int arguments) {
        var linker = Linker.nativeLinker();
        var numbers = Collections.nCopies(arguments, ValueLayout.JAVA_INT);
        return linker.downcallHandle(
                linker.defaultLookup().findOrThrow(name),
                FunctionDescriptor.of(
                        ValueLayout.JAVA_INT, numbers.toArray(ValueLayout.OfInt[]::new)));
    }
}
