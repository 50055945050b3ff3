package cn.estation.wechat;

import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Our own HTTP client for the platform, because the library's trusts any certificate: this one checks the chain and the
 * host name. It never repeats a request by itself, follows no redirect and keeps no cookies.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WechatSettings.class)
class Connection {

    @Bean(destroyMethod = "close")
    CloseableHttpClient wechatHttp(WechatSettings settings) throws java.security.NoSuchAlgorithmException {
        return client(settings, SSLContext.getDefault());
    }

    static CloseableHttpClient client(WechatSettings settings, SSLContext trust) {
        var connect = Timeout.of(settings.connectTimeout());
        var read = Timeout.of(settings.readTimeout());
        var connections = PoolingHttpClientConnectionManagerBuilder.create()
                .setTlsSocketStrategy(new DefaultClientTlsStrategy(trust, HttpsSupport.getDefaultHostnameVerifier()))
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(connect)
                        .setSocketTimeout(read)
                        .setValidateAfterInactivity(TimeValue.of(1, TimeUnit.SECONDS))
                        .setTimeToLive(TimeValue.of(60, TimeUnit.SECONDS))
                        .build())
                .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(read).build())
                .setMaxConnPerRoute(settings.connections())
                .setMaxConnTotal(settings.connections())
                .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(connect)
                        .setResponseTimeout(read)
                        .setRedirectsEnabled(false)
                        .build())
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .setUserAgent("estation")
                .build();
    }
}
