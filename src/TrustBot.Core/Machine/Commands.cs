namespace TrustBot.Core.Machine;

public abstract record Command
{
    private Command() { }

    public sealed record Help : Command;
}
