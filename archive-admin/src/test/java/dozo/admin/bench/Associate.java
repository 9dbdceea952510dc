package dozo.admin.bench;

import dozo.admin.bench.wire.AssociationLoad;
import dozo.admin.bench.wire.Target;
import java.io.IOException;
import java.time.Duration;

/** Opens and releases associations: {@code Associate host port calledAet clients seconds}. Prints one line of figures. */
public final class Associate {

    private static final int ARGUMENTS = 5;

    private Associate() {}

    public static void main(String... arguments) throws IOException, InterruptedException {
        if (arguments.length != ARGUMENTS) {
            System.err.println("Associate host port calledAet clients seconds");
            System.exit(2);
        }
        Target target = new Target(arguments[0], Integer.parseInt(arguments[1]), arguments[2], "BENCH");
        Duration time = Duration.ofSeconds(Integer.parseInt(arguments[4]));
        System.out.println(new AssociationLoad(target, Integer.parseInt(arguments[3]), time)
                .run()
                .line());
    }
}
