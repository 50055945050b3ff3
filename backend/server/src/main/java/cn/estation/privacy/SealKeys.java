package cn.estation.privacy;

import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * The keys of this deployment, from {@code ESTATION_SEAL_KEYS}: comma-separated {@code algorithm.id:base64}, for example
 * {@code sm4.1:…,aes.2:…}. New values use the last; the others stay to read old ones.
 */
@Component
class SealKeys {

    record Key(String algorithm, String id, byte[] bytes) {

        String cipher() {
            return algorithm.equals("sm4") ? "SM4" : "AES";
        }

        String transformation() {
            return cipher() + "/GCM/NoPadding";
        }

        @Override
        public String toString() {
            return algorithm + "." + id;
        }
    }

    private final Map<String, Key> byId = new LinkedHashMap<>();
    private final byte[] indexKey;

    SealKeys(@Value("${estation.seal-keys}") String keys, @Value("${estation.index-key}") String indexKey) {
        Arrays.stream(keys.split(",")).map(String::strip).map(SealKeys::parse).forEach(key -> byId.put(key.id(), key));
        this.indexKey = Base64.getDecoder().decode(indexKey);
        if (this.indexKey.length < 32) {
            throw new IllegalStateException("ESTATION_INDEX_KEY 应为至少 32 字节的 Base64。");
        }
    }

    private static Key parse(String entry) {
        int dot = entry.indexOf('.');
        int colon = entry.indexOf(':');
        if (dot < 1 || colon < dot) {
            throw new IllegalStateException("ESTATION_SEAL_KEYS 的格式应为 sm4.编号:Base64。");
        }
        var algorithm = entry.substring(0, dot);
        var bytes = Base64.getDecoder().decode(entry.substring(colon + 1));
        boolean fits = algorithm.equals("sm4") ? bytes.length == 16 : algorithm.equals("aes") && bytes.length == 32;
        if (!fits) {
            throw new IllegalStateException("ESTATION_SEAL_KEYS 中 sm4 密钥应为 16 字节，aes 密钥应为 32 字节。");
        }
        return new Key(algorithm, entry.substring(dot + 1, colon), bytes);
    }

    Map<String, Key> byId() {
        return Map.copyOf(byId);
    }

    Key active() {
        return byId.values().stream().reduce((first, second) -> second).orElseThrow();
    }

    byte[] indexKey() {
        return indexKey.clone();
    }
}
