import { signIn } from '../../signing-in';

export async function POST(request: Request): Promise<Response> {
  return signIn(request);
}
