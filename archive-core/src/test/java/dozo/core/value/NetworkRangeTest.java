package dozo.core.value;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworkRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3, 10.1.2.4, false",
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.4.0/22, 192.168.7.255, true",
        "192.168.4.0/22, 192.168.8.0, false",
        "128.0.0.0/1, 255.1.1.1, true",
        "0.0.0.0/0, 1.2.3.4, true",
        "0.0.0.0/0, ::1, false",
        "::1, ::1, true",
        "fd00:20::/32, fd00:20:ffff::1, true",
        "fd00:20::/32, fd00:21::1, false",
        "10.0.0.0/8, ::ffff:10.9.9.9, true"
    })
    void containsTheAddressesThatShareItsPrefix(String range, String address, boolean inside) throws Exception {
        assertEquals(inside, NetworkRange.parse(range).orElseThrow().contains(InetAddress.getByName(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "::1/129",
                "fe.example",
                "a"
            })
    void neverAsksANameServer(String text) {
        assertEquals(Optional.empty(), NetworkRange.parse(text));
    }

    @Test
    void isWrittenAsItIsRead() {
        assertEquals(
                "10.0.0.0/8", NetworkRange.parse("10.0.0.0/8").orElseThrow().toString());
    }
}
