return await TrustBot.TrustBotHost.RunAsync(args);
