package dev.foyer.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What user agents say of themselves.
class DevicesTest {
    private static final Devices DEVICES = new Devices();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/126.0.0.0 Safari/537.36 | Chrome | Windows",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like"
                        + " Gecko) Version/17.5 Mobile/15E148 Safari/604.1 | Mobile Safari | iPhone",
                "Mozilla/5.0 (Linux; Android 14; SM-S918B) AppleWebKit/537.36 (KHTML, like Gecko)"
                        + " Chrome/126.0.0.0 Mobile Safari/537.36 | Chrome Mobile | Android",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                        + " Version/17.5 Safari/605.1.15 | Safari | macOS",
                "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0 | Firefox | Linux",
                "okhttp/4.12.0 | okhttp | ''",
                "MyShop/3.2 (com.example.shop; build:1; iOS 17.5.0) Alamofire/5.9 | '' | iOS",
                "Java-http-client/25 | '' | ''",
            })
    void an_agent_is_told_in_words(String agent, String browser, String system) {
        var device = DEVICES.of(agent);
        assertThat(device.browser().orElse("")).isEqualTo(browser);
        assertThat(device.system().orElse("")).isEqualTo(system);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "SonyEricssonSonyEricssonSonyEricssonSonyEricssonSonyEricssonSonyEricsson",
                "1111111111111111111111111111111111111111111111111111111111111111111111111",
                "bot bot bot bot bot bot bot bot bot bot bot bot bot bot bot bot bot bot bot bot",
            })
    void nothing_long_and_nothing_blank_comes_of_a_made_up_agent(String agent) {
        var device = DEVICES.of(agent);
        device.browser().ifPresent(name -> assertThat(name).isNotBlank().hasSizeLessThan(41));
        device.system().ifPresent(name -> assertThat(name).isNotBlank().hasSizeLessThan(41));
    }

    @Test
    void what_was_found_once_is_remembered() {
        var agent = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0";
        assertThat(DEVICES.of(agent)).isSameAs(DEVICES.of(agent));
    }
}
