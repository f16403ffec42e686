using Microsoft.AspNetCore.Http.HttpResults;
using TrustBot.Pairs;
using TrustBot.Storage;

namespace TrustBot.Sandbox;

/// <summary>What goes wrong is answered in one line, with the status that fits; the page keeps what was typed and offers it again.</summary>
internal static class SandboxTrouble
{
    public static async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (StoreUnavailableException)
        {
            return Said("The store does not take anything right now. Nothing was half saved; try it again in a moment.", StatusCodes.Status503ServiceUnavailable);
        }
        catch (InputTooLargeException)
        {
            return Said("That is longer than any form can make it. Nothing was saved.", StatusCodes.Status413PayloadTooLarge);
        }
        catch (BadHttpRequestException e)
        {
            return Said("That could not be read. Nothing was saved.", e.StatusCode);
        }
        catch (InvalidDataException)
        {
            return Said("That is no form of this page. Nothing was saved.", StatusCodes.Status400BadRequest);
        }
    }

    private static ContentHttpResult Said(string text, int status) => TypedResults.Text(text, statusCode: status);
}
