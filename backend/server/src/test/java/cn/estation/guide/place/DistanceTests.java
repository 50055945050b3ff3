package cn.estation.guide.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistanceTests {

    @ParameterizedTest
    @CsvSource({
        // A degree along a meridian is 111.195 km on a sphere of 6,371 km.
        "116.0, 39.0, 116.0, 40.0, 111195",
        "118.7800, 32.0700, 118.7800, 32.0700, 0",
        "0.0, 0.0, 180.0, 0.0, 20015087",
        // Beijing to Shanghai.
        "116.4074, 39.9042, 121.4737, 31.2304, 1067310",
    })
    void measuresAlongTheEarth(double x1, double y1, double x2, double y2, int metres) {
        assertThat(Distance.metres(x1, y1, x2, y2)).isCloseTo(metres, within(Math.max(20, metres / 1000)));
        assertThat(Distance.metres(x2, y2, x1, y1)).isEqualTo(Distance.metres(x1, y1, x2, y2));
    }

    @Test
    void saysItAsPeopleDo() {
        assertThat(Wording.distance(0)).isEqualTo("约10米");
        assertThat(Wording.distance(850)).isEqualTo("约850米");
        assertThat(Wording.distance(1200)).isEqualTo("约1.2公里");
        assertThat(Wording.distance(3000)).isEqualTo("约3公里");
        assertThat(Wording.distance(23_400)).isEqualTo("约23公里");
    }
}
