package dozo.admin.crash;

import dozo.admin.server.Server;
import dozo.core.config.ConfigurationFile;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The real server in a process of its own, on a tapped foundation, told by its standard input where to die: {@code arm MOMENT
 * COUNT OPERATION}, {@code room BYTES}, {@code start}. Each line is answered with {@code done}. It ends with its input.
 */
final class Victim {

    static final String DONE = "done";

    private Victim() {}

    public static void main(String[] arguments) throws Exception {
        KillSwitch killSwitch = new KillSwitch();
        Room room = new Room();
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] parts = order.split(" ", 2);
            switch (parts[0]) {
                case "arm" -> killSwitch.arm(CrashPoint.parse(parts[1]));
                case "room" -> room.limit(Long.parseLong(parts[1]));
                case "start" ->
                    Server.start(
                            ConfigurationFile.read(Path.of(arguments[0])),
                            new TappedArchive(killSwitch, room).foundation());
                default -> throw new IllegalArgumentException(order);
            }
            System.out.println(DONE);
        }
        Runtime.getRuntime().halt(1);
    }
}
