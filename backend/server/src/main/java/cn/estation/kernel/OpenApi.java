package cn.estation.kernel;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.models.GroupedOpenApi;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API, made from the running controllers. Served in development only. */
@Configuration(proxyBeanMethods = false)
class OpenApi {

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("党群E站 API")
                        .version("v1")
                        .description("小程序与公众号使用的接口。错误一律为 application/problem+json，code 稳定，detail 是给人看的一句话。"))
                .addSecurityItem(new SecurityRequirement().addList("bearer"))
                .components(new Components()
                        .addSecuritySchemes(
                                "bearer",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("POST /api/v1/sessions 换得的 accessToken")));
    }

    @Bean
    GroupedOpenApi api(OperationCustomizer idempotencyKey) {
        return GroupedOpenApi.builder()
                .group("v1")
                .pathsToMatch("/api/v1/**")
                .addOperationCustomizer(idempotencyKey)
                .build();
    }

    @Bean
    OperationCustomizer idempotencyKey() {
        return (operation, handler) -> {
            if (handler.hasMethodAnnotation(Idempotent.class)) {
                operation.addParametersItem(new HeaderParameter()
                        .name("Idempotency-Key")
                        .required(true)
                        .description("每次操作一个新编号，重试时沿用；同一编号只生效一次")
                        .schema(new StringSchema().pattern("[A-Za-z0-9_-]{8,64}")));
            }
            return operation;
        };
    }
}
