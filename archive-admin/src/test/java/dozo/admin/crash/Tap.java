package dozo.admin.crash;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Stands before a part of the archive, tells the kill switch of each call, and hands all of them through. Works on whatever
 * methods the part's interface has, so that it need not change with them.
 */
final class Tap implements InvocationHandler {

    private final Object real;
    private final KillSwitch killSwitch;
    private final Function<Call, String> names;
    private final BiFunction<Call, Object, Object> results;

    /** A call of the part. */
    record Call(String method, Object[] arguments) {

        /** The first argument, where it is text. */
        String text() {
            return arguments != null && arguments.length > 0 ? String.valueOf(arguments[0]) : "";
        }
    }

    private Tap(
            Object real,
            KillSwitch killSwitch,
            Function<Call, String> names,
            BiFunction<Call, Object, Object> results) {
        this.real = real;
        this.killSwitch = killSwitch;
        this.names = names;
        this.results = results;
    }

    /**
     * @param names how each call is called to the kill switch
     * @param results may put a tap before what a call returned
     */
    static <T> T on(
            Class<T> type,
            T real,
            KillSwitch killSwitch,
            Function<Call, String> names,
            BiFunction<Call, Object, Object> results) {
        Tap tap = new Tap(real, killSwitch, names, results);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, tap));
    }

    /** As above, leaving what calls return as it is. */
    static <T> T on(Class<T> type, T real, KillSwitch killSwitch, Function<Call, String> names) {
        return on(type, real, killSwitch, names, (call, result) -> result);
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        Call call = new Call(method.getName(), arguments);
        Moment moment = killSwitch.reached(names.apply(call));
        if (moment == Moment.HALF && arguments != null && arguments[0] instanceof ByteBuffer bytes) {
            bytes.limit(bytes.position() + bytes.remaining() / 2);
            pass(method, arguments);
        }
        if (moment == Moment.BEFORE || moment == Moment.HALF) {
            killSwitch.kill();
        }
        Object result;
        try {
            result = pass(method, arguments);
        } finally {
            if (moment == Moment.AFTER) { // also behind one that failed, as making a directory does that is there
                killSwitch.kill();
            }
        }
        return result == null ? null : results.apply(call, result);
    }

    private Object pass(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
