using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using TrustBot.Teams.Outbound;

namespace TrustBot.Tests.Teams.Outbound;

/// <summary>The ways to prove who we are that need no secret in the settings.</summary>
public sealed class ProofTests : OutboundTest
{
    [Theory]
    [InlineData("pem")]
    [InlineData("pfx")]
    public async Task A_certificate_signs_for_the_app(string format)
    {
        var (path, certificate) = Certificate(format);
        var options = World.Options();
        (options.AppPassword, options.CertificatePath) = (null, path);

        Landed(await World.Build(options).Connector.SendAsync(World.To(), World.Text("Hello"), Cancellation));

        var form = Assert.Single(World.Login.Posts).Form;
        Assert.False(form.ContainsKey("client_secret"));
        var verdict = await new JsonWebTokenHandler().ValidateTokenAsync(form["client_assertion"], new TokenValidationParameters
        {
            IssuerSigningKey = new X509SecurityKey(certificate),
            ValidIssuer = World.AppId,
            ValidateAudience = false,
        });
        Assert.True(verdict.IsValid, verdict.Exception?.Message);
        Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
    }

    [Fact]
    public async Task The_machine_itself_is_asked_for_its_identity()
    {
        var options = World.Options();
        (options.AppPassword, options.ManagedIdentityClientId) = (null, "c0ffee00-0000-4000-8000-000000000001");
        var asked = new List<Uri>();
        using var http = new LoginHttp(login: null, new Machine(asked));

        var token = await Login.Of(options, http)!("https://api.botframework.com/.default", false, Cancellation);

        Assert.Equal("token-of-the-machine", token.AccessToken);
        var uri = Assert.Single(asked);
        Assert.Equal("169.254.169.254", uri.Host);
        Assert.Contains("resource=https://api.botframework.com", Uri.UnescapeDataString(uri.Query).Split('?', '&'));
        Assert.Contains("client_id=c0ffee00-0000-4000-8000-000000000001", uri.Query.Split('&'));
    }

    private static (string Path, X509Certificate2 Certificate) Certificate(string format)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=bot", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        var path = Path.Combine(Directory.CreateTempSubdirectory("trustbot-certificate-").FullName, $"bot.{format}");
        if (format == "pem")
            File.WriteAllText(path, certificate.ExportCertificatePem() + "\n" + key.ExportPkcs8PrivateKeyPem());
        else
            File.WriteAllBytes(path, certificate.Export(X509ContentType.Pkcs12));
        return (path, certificate);
    }

    /// <summary>The endpoint that every virtual machine in Azure has at the same address.</summary>
    private sealed class Machine(List<Uri> asked) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Add(request.RequestUri!);
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent("""{"access_token":"token-of-the-machine","expires_in":"3600","expires_on":"4102444800","token_type":"Bearer","resource":"x"}"""),
            });
        }
    }
}
