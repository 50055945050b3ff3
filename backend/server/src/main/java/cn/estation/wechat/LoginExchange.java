package cn.estation.wechat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.net.URIBuilder;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one request that the library makes dependent on an access token although WeChat does not. */
@Component
class LoginExchange {

    private static final int MOST_BYTES = 64 * 1024;

    private final WechatSettings settings;
    private final CloseableHttpClient http;
    private final JsonMapper json = JsonMapper.builder().build();

    LoginExchange(WechatSettings settings, CloseableHttpClient wechatHttp) {
        this.settings = settings;
        this.http = wechatHttp;
    }

    MiniProgram.Login login(String code) throws IOException {
        var answer = http.execute(request(code), this::answer);
        int error = answer.path("errcode").asInt(0);
        if (error != 0) {
            throw PlatformFault.answered(error, answer.path("errmsg").asString(""));
        }
        var openid = answer.path("openid").asString("");
        if (openid.isBlank()) {
            throw PlatformFault.unknown("no openid in the answer");
        }
        var unionid = answer.path("unionid").asString("");
        return new MiniProgram.Login(openid, unionid.isBlank() ? null : unionid);
    }

    private HttpGet request(String code) {
        try {
            return new HttpGet(new URIBuilder(settings.api() + "/sns/jscode2session")
                    .addParameter("appid", settings.miniProgram().appId())
                    .addParameter("secret", settings.miniProgram().secret())
                    .addParameter("js_code", code)
                    .addParameter("grant_type", "authorization_code")
                    .build());
        } catch (URISyntaxException wrong) {
            // Without the cause: it quotes the address, which holds the secret.
            throw new IllegalStateException("estation.wechat.api-url is not an address");
        }
    }

    private JsonNode answer(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        if (entity == null) {
            throw PlatformFault.unknown("empty answer");
        }
        try (var body = entity.getContent()) {
            return json.readTree(new String(body.readNBytes(MOST_BYTES), StandardCharsets.UTF_8));
        } catch (JacksonException garbled) {
            throw PlatformFault.unknown("garbled answer");
        }
    }
}
