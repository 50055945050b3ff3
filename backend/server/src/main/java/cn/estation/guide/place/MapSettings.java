package cn.estation.guide.place;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The map behind the points. Without tiles the points lie on blank ground: nothing is fetched from anywhere.
 *
 * @param tiles address of a tile with {@code {z}}, {@code {x}} and {@code {y}}, in GCJ-02; empty for none
 * @param attribution what the tiles' owner wants to be said
 */
@ConfigurationProperties("estation.map")
public record MapSettings(
        @DefaultValue("") String tiles, @DefaultValue("") String attribution) {

    public boolean hasTiles() {
        return !tiles.isBlank();
    }
}
