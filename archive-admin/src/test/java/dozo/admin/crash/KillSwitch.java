package dozo.admin.crash;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Has its own process killed, by SIGKILL, when an operation is reached. Thread-safe. */
final class KillSwitch {

    private final Process executioner;
    private CrashPoint armed;
    private int left;

    /** Has somebody stand ready with the signal, since a process of the virtual machine cannot send it to itself. */
    KillSwitch() throws IOException {
        long pid = ProcessHandle.current().pid();
        executioner = new ProcessBuilder("sh", "-c", "read order && kill -9 " + pid).start();
    }

    /** Waits for this from now on; null for nothing. */
    synchronized void arm(CrashPoint point) {
        armed = point;
        left = point == null ? 0 : point.count();
    }

    /** Tells of an operation that is about to be done. @return when in it the process must die; null when it may go on */
    synchronized Moment reached(String operation) {
        if (armed == null || !armed.operation().matcher(operation).matches() || --left > 0) {
            return null;
        }
        Moment moment = armed.moment();
        armed = null;
        return moment;
    }

    /** Does not return: this thread does nothing more, and the others not for long. */
    void kill() {
        try {
            executioner.getOutputStream().write('\n');
            executioner.getOutputStream().flush();
            new CountDownLatch(1).await();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the process cannot kill itself", e);
        }
    }
}
